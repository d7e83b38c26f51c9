# The search over what is in force.
search-title = Search
search-label = Search the policies in force
search-button = Search
search-found = Policies found: { $count }
search-some = No policy has all of these words. Policies with some of them: { $count }
search-none = No policy in force has these words.
search-more = More places in this policy: { $count }
search-failed = The search could not be loaded. Try again, or look through the sections below.
search-without-scripts = Searching needs scripts, which your browser does not run. Here is every section of every policy in force.
search-all = All sections
