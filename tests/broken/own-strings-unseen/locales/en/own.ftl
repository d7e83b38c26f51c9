# Nobody sees these on the page, nor here.
contents = Contents{ "\u200B" }
languages = { "\u202E" }Languages
