"""The builder: questionnaires are made, changed, tried out and published, without JSON."""
