"""Where an article names or describes somebody or something that can act."""
