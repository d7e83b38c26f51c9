# The page around a text: languages, header, footer, the list of policies.

# The language's own name.
language-name = 简体中文

# Languages as they are named in a sentence. A site with another language adds a `name-of-TAG` to each of its languages.
name-of-en = 英文
name-of-zh-CN = 简体中文
name-of-ms = 马来文

# A label before its value, with whatever space the language puts between them.
label = { $label }：

skip-to-main = 跳至正文
languages = 语言
choose-language = 选择语言
read-in-this-language = 以简体中文阅读我们的政策。

policies-title = 政策
all-policies = 所有政策

preview = 预览
preview-explained = 本副本显示的是草稿，尚未发布，也未生效。
