# What the page says about a text: its days, its versions, what a reader must know first.

# Titles of pages.
version-title = { $title }（版本{ $version }）
draft-title = 草稿：{ $title }
jurisdiction-title = { $title }（{ $addendum }）

# Days.
last-updated = 最后更新日期
effective = 生效日期
what-is-new = 更新内容
changes-in-version = 本版本的变更
material-change = 重大变更

# Versions.
version = 版本{ $version }
versions-title = 版本
addendum-versions-title = 本附录的版本
permanent-address = 本版本的固定网址
status-in-force = 现行有效
status-upcoming = 即将生效
status-superseded = 已被取代
status-draft = 草稿

# Other pages of the policy.
jurisdictions-title = 您所在的国家或地区
jurisdictions-choose = 我居住在……

# Around the text.
contents = 目录
print = 打印
defined-terms = 术语定义
articles-apply = 以下文本共同适用

# Notices: `notice-KIND`, and the words of their link. $language names the language of the page that is linked to,
# $reader that of the page itself.
notice-translation = 本译文仅供参考。如与{ $language }文本不一致，以{ $language }文本为准。
notice-translation-link = 阅读{ $language }文本
notice-fallback = 本文本尚无{ $reader }译文。您正在阅读的是{ $language }文本。
notice-fallback-link = 前往{ $language }页面
notice-earlier = 本译文译自较早的版本{ $version }。{ $language }文本此后已有变更，以{ $language }文本为准。
notice-earlier-link = 阅读{ $language }文本
notice-partly = 本译文译自较早的版本{ $version }，其中部分段落已按较新的版本更新。{ $language }文本此后已有变更，以{ $language }文本为准。
notice-partly-link = 阅读{ $language }文本
notice-draft = 本文为草稿，尚未发布，也未生效。
notice-draft-link = 阅读现行有效版本
notice-upcoming = 本版本已经发布，但尚未生效，将于{ $day }生效。
notice-upcoming-link = 阅读现行有效版本
notice-superseded = 本版本已不再有效，并已被较新的版本取代。
notice-superseded-link = 阅读现行有效版本
