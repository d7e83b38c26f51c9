# How a translation stands to the text that controls. $language names the language of that text.

# On the page of a translation that is behind.
drift-behind = 本译文译自版本{ $translated }，正在按版本{ $version }更新。
drift-passages = 有{ $count }处尚未反映{ $language }文本的内容。
drift-critical = 其中{ $count }处涉及数字、日期、地址、接收方、数据种类或权利义务的变更。
drift-missing = 其中{ $count }处尚未翻译，暂以{ $language }显示。
drift-minor = 有{ $count }处与{ $language }文本仅在格式、拼写、符号、链接或位置上有差异，内容一致。
drift-minor-more = 另有{ $count }处仅在格式、拼写、符号、链接或位置上有差异。
drift-marked = 下文已逐处标明，并附{ $language }文本的变更内容。以{ $language }文本为准。

# Marks at passages.
drift-mark-minor = { $language }文本此处仅格式、拼写、符号或链接有所不同
drift-mark-moved = { $language }文本已将此处移至别处
drift-mark-stale = { $language }文本此处已有变更
drift-mark-critical = 重要：{ $language }文本此处的数字、日期、地址、接收方、数据种类或权利义务已有变更
drift-mark-removed = 重要：{ $language }文本已不再有此处规定的权利或义务
drift-mark-orphan = { $language }文本没有此处内容
drift-mark-unbound = 无法确定{ $language }文本是否有此处内容
drift-mark-missing = 尚未翻译
drift-unsure = 无法确定此处译自{ $language }文本的哪一处
drift-not-translated = 尚未翻译。{ $language }文本此处为：
drift-nothing-there = { $language }文本此处没有内容。

# Both texts side by side.
bilingual-title = { $title }（双语对照）
bilingual-heading = 双语对照
bilingual-link = 双语对照阅读

# The status of all translations.
status-title = 译文状态
status-explained = 现行有效及即将生效的各项文本的译文与作准文本的一致情况。
status-translates = 译自版本{ $version }
status-untranslated = 尚未翻译；读者看到的是作准文本。
status-since = 未同步起始日期
status-days = （{ $count }天）
status-passages = { $count }处未同步
status-matching = 译文与作准文本的对应关系由程序根据顺序、篇幅、数字、名称和链接判定。对应关系不确定之处，所示差异可能有误。
status-sure = 译文共有{ $count }处与作准文本相对应，对应关系均明确。
status-unsure = { $total }处译文中，有{ $count }处无法确定译自作准文本的哪一处，应由人工核对。
status-unsure-passages = { $count }处待核对
status-data = 以JSON格式查看
drift-state-current = { $count }处一致
drift-state-minor = { $count }处轻微差异
drift-state-stale = { $count }处过时
drift-state-orphan = { $count }处为译文独有
drift-state-unbound = { $count }处无法确定
drift-state-missing = { $count }处缺译
drift-state-critical = { $count }处重大差异
drift-word-minor = 轻微差异
drift-word-stale = 过时
drift-word-orphan = 译文独有
drift-word-unbound = 无法确定
drift-word-missing = 缺译
drift-word-critical = 重大差异
