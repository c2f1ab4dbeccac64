"""A text in, records out: reading French news. Pure: no files but the lexicon, no clock."""
