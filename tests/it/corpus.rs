//! Markdown as people really write it.
