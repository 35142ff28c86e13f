//! Zip, tar, gzip and zstd to documents, nested up to the budget; refuses traversal, links, bombs and duplicates.
