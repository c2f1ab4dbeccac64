"""What the words are to each other: tokens, sentences, quotations, clauses, noun phrases."""
