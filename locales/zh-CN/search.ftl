# The search over what is in force.
search-title = 搜索
search-label = 搜索现行有效的政策
search-button = 搜索
search-found = 找到的政策：{ $count }
search-some = 没有任何政策包含所有这些词。包含其中部分词的政策：{ $count }
search-none = 没有现行有效的政策包含这些词。
search-more = 此政策中的其他位置：{ $count }
search-failed = 无法加载搜索。请重试，或浏览下方的章节。
search-without-scripts = 搜索需要脚本，而您的浏览器未运行脚本。以下是所有现行有效的政策的全部章节。
search-all = 所有章节
