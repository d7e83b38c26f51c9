# The pages of versions: what was released, what is announced, what was taken back.

# Titles of pages.
upcoming-title = 即将生效：{ $title }
history-title = 版本：{ $title }
revision-title = { $title }（版本{ $version }，译文第{ $revision }版）

# Days.
released = 发布日期
revised = 译文发布日期
withdrawn = 撤回日期
replaced = 被取代日期
replaced-later = 将被取代日期
ends = 停止适用日期

# Versions and their texts.
reason = 理由
no-material-change = 非重大变更
all-versions = 所有版本
previous-version = 上一版本
next-version = 下一版本
announced-version = 即将生效的版本
status-withdrawn = 已撤回
revision = 译文第{ $revision }版
markdown-of = { $name }文本的Markdown（第{ $revision }版）
markdown-download = 下载Markdown版本
sealed-title = 发布时的原样
sealed-texts = 文本与校验值

# The page of all versions.
history-explained = 所有已发布的版本，由新到旧排列。每个版本的网址固定不变，内容不再改动。
# What applied on a day that readers name.
on-day-label = 查询某日适用的版本
on-day-show = 查询
on-day-applied = { $day }适用的是版本{ $version }。
on-day-nothing = { $day }：没有适用的版本。
timeline-title = 政策及其附录的变更时间线
timeline-explained = 各文本生效或终止的日期，由新到旧排列。
event-effective = 版本{ $version }生效。
event-upcoming = 版本{ $version }将生效。
event-ended = 版本{ $version }是最后一个版本，该附录自该日起不再适用。
verify-title = 自行核验
verify-explained = 账本列出曾经发布的每一个文件及其SHA-256哈希值。每一条目都含有前一条目的哈希值：保存最后一个哈希值的人，可以看出此前的内容是否有过改动或删除。
ledger = 本文本的账本

# Notices, as in policy.ftl. $version is the label of the version that a notice speaks of, $day a day in words.
notice-announced = 新版本{ $version }已经发布，将于{ $day }生效；在此之前，本版本继续适用。
notice-announced-link = 阅读即将生效的版本
notice-announced-redline = 届时的变更内容
notice-replaced = 本版本已不再有效。现行有效的是版本{ $version }，自{ $day }起生效。
notice-replaced-link = 阅读现行有效版本{ $version }
notice-revised = 本译文的更新版已于{ $day }发布。
notice-revised-link = 阅读更新后的译文
notice-withdrawn = 本版本在生效之前已被撤回，从未适用。
notice-withdrawn-link = 阅读现行有效版本
notice-ending = 本附录自{ $day }起将不再适用。
notice-ended = 本附录自{ $day }起不再适用。
notice-ended-link = 阅读现行有效文本

# After the title of an addendum, which is a link.
addendum-ended = 自{ $day }起不再适用。以下文本继续适用，但不再包括该附录。
