DROP TABLE invoices; -- SM061
