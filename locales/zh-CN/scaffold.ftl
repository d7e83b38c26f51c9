# `promulgate new` 写入的占位文字，供撰写人替换。
new-policy-title = 政策标题
new-addendum-title = { $code }附录
new-section-heading = 适用范围
new-section-text = 请在此说明本文件涵盖的内容和适用对象。
