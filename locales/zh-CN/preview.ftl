# 实时预览的工具栏，供撰写者使用。
preview-bar = 预览
preview-forms = 本文本的各种形式
preview-draft = 草稿
preview-redline = 与现行有效版本的差异
preview-in-force = 现行有效
preview-upcoming = 即将生效
preview-bilingual = 双语对照
preview-languages = 各语言的草稿
preview-behind = { $count ->
    [0] 已同步
   *[other] { $count }处未同步
}
preview-day = 日期
preview-show = 显示
preview-today = 今天
preview-findings = 检查结果
preview-no-findings = 未发现问题
