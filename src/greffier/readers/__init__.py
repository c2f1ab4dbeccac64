"""Other readers: what a language model or another tool proposes, grounded in the article's words or refused."""
