# Words that the program writes into a text itself. They are in the language of the text.

# The cookie register.
cookies-caption = Cookie
cookies-name = 名称
cookies-provider = 提供方
cookies-purpose = 目的
cookies-kind = 类型
cookies-duration = 保留期限

# The controllers and their addresses.
contacts-caption = 控制者及其地址
contacts-region = 地区
contacts-name = 控制者
contacts-address = 邮寄地址
contacts-email = 电子邮箱

# Footnotes.
footnotes = 脚注
footnote-reference = 脚注{ $number }
footnote-back = 返回引用处{ $number }

# Beside a heading: a link to the section, and one to the same section of the controlling text. The label is what
# a screen reader says, and holds the words that are seen.
section-link = “{ $heading }”一节的链接
link-copied = 链接已复制
section-controlling = { $language }文本
section-controlling-label = 作准的{ $language }文本中的“{ $heading }”一节

# A table that may be wider than the screen.
table-region = 表格，超出屏幕宽度时可横向滚动
