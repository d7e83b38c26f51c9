# What the site says beside its pages: feeds, and the pages for what is not where somebody looked.

# The page for what is not there, and the one at an earlier name of a policy.
not-found-title = 找不到页面
not-found-explained = 此网址没有内容。您可以从这里查看所有政策，并由各政策查看其所有版本：
moved-title = 此页面已移至新地址
moved-link = 前往该页面

# Feeds. $title is that of the site or of a policy.
feed-of-site = { $title }：新版本
feed-of-policy = { $title }：新版本
feed-link = 订阅新版本（Atom）
feed-effective = 自{ $day }起生效。
feed-material = 重大变更。
# What stands between two sentences.
between-sentences = { "" }
