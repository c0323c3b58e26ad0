"""The parts of `articles.search`, which alone knows how they hang together."""
