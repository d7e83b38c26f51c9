# 修订对照：一个版本到另一个版本之间有哪些变化。

# 页面标题。
compare-title = 变更内容：{ $title }，版本{ $old }至{ $new }
compare-in-force-title = 变更内容：{ $title }，自版本{ $old }以来
compare-draft-title = 变更内容：{ $title }，版本{ $old }至草稿
compare-heading = 变更内容
compare-from = 原版本
compare-to = 新版本
working-text = 草稿

# 译文读者须知。$language 是具有约束力的语言。
compare-note-translation = 此处对照的是两份译文。以{ $language }文本为准。
compare-note-controlling-unchanged = 这两个版本之间，{ $language }文本的文字没有任何变更：此处变更的仅是译文。
compare-note-unmeasured = 无法确定这两份译文在多大程度上反映了各自版本的{ $language }文本，请查看{ $language }文本的变更。
compare-controlling = 查看{ $language }文本的变更

# How much of what the controlling text changed a redline of translations shows. Every change is counted once.
followed-changes = 这两个版本之间，{ $language }文本有{ $count }段发生变更：
followed-changes-minor = 这两个版本之间，{ $language }文本有{ $count }段的格式或链接发生变更：
followed-shown = { $count ->
    [0] 本译文中没有标示与之相同的变更。
   *[other] 其中{ $count }段的变更已在本译文中体现，并在下文标出。
}
followed-same = 其中{ $count }段的变更不影响本译文的文字。
followed-minor = 其中{ $count }段，本译文与{ $language }文本仅在格式、拼写、符号、链接或位置上有差异。
followed-apart = 其中{ $count }段在译文中没有对应内容：属于附录列表，或仅供一种语言使用的章节。
followed-behind = 其中{ $count }段，本译文尚未反映{ $language }文本的内容。
followed-uncertain = 其中{ $count }段，无法确定本译文是否反映{ $language }文本的内容。
followed-missing = 其中{ $count }段尚未翻译。
followed-critical = 其中{ $count }段，本译文在数字、日期、地址、接收方、数据种类或权利义务方面尚未与{ $language }文本一致。
followed-marked = 本译文尚未反映的内容已在下文相应位置以{ $language }标出，并附该处的变更。

# 变更多少。
redline-summary = 概要
redline-words = 新增{ $inserted }词，删除{ $deleted }词。
redline-sections = 有变更的章节：
redline-words-translated = 译文新增{ $inserted }词，删除{ $deleted }词。
redline-nothing = 两份文本相同。
redline-nothing-translated = 两份译文相同。
redline-changes = 变更列表
redline-top = 开头
redline-passages = 共{ $count }段
redline-words-short = { $inserted ->
    [0] 删除{ $deleted }词
   *[other] { $deleted ->
        [0] 新增{ $inserted }词
       *[other] 新增{ $inserted }词，删除{ $deleted }词
    }
}
redline-source-unchanged = 此处的作准文本没有变更。

# 变更种类。
redline-kind-minor = 仅格式或链接
redline-kind-changed = 修改
redline-kind-inserted = 新增
redline-kind-deleted = 删除
redline-kind-moved = 移动
redline-kind-moved-changed = 移动并修改

# 标明变更的文本。
redline-text = 标明变更的文本
redline-legend-word = 文字
redline-legend-inserted = 新增
redline-legend-deleted = 删除
redline-legend-number = 编号
redline-legend-next = 一处变更；点按编号可前往下一处
redline-unchanged = { $count }段没有变更

# 屏幕阅读器在所标文字前读出的词，其后为冒号。
redline-inserted = 新增
redline-deleted = 删除
# 变更前的编号，指向下一处变更。$kind 为上列种类之一。
redline-change = 第{ $number }处变更（共{ $of }处），{ $kind }。前往下一处。
redline-change-last = 第{ $number }处变更（共{ $of }处），{ $kind }。返回变更列表。

# 段后的说明。
redline-moved-here = 已移至此处。
redline-moved-away = 已从此处移走：见第{ $number }处变更。
redline-split = 一段拆分成了这几段。
redline-merged = 这几段合并成了一段。
redline-reformatted = 格式有变更。
redline-target = 有一个链接由指向“{ $old }”改为指向“{ $new }”。
redline-target-added = 新增了一个指向“{ $target }”的链接。
redline-target-removed = 删除了一个指向“{ $target }”的链接。

# 其他页面上指向修订对照的链接。
redline-from-previous = 本版本的变更内容
redline-draft = 本草稿的变更内容
redline-since = 此后的变更内容

# Any two versions: a script leads from one to the other.
compare-any = 比较任意两个版本
compare-any-show = 比较
compare-any-same = 请选择两个不同的版本。
compare-any-steps = 依次查看以下页面，即可了解从版本{ $old }到版本{ $new }的全部变更：
compare-any-step = 从版本{ $old }到版本{ $new }的变更内容
compare-any-step-other = 从版本{ $old }到版本{ $new }的变更内容（{ $language }）
compare-any-none = 没有页面显示从版本{ $old }到版本{ $new }的变更内容。
