SELECT version FROM {journal}.journal
