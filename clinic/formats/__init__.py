"""How people in the United States write dates and numbers, in the languages that we know well."""
