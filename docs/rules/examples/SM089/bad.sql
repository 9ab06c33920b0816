UPDATE customers SET note = 'none'; -- SM089
