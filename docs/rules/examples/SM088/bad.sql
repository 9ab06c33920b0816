TRUNCATE invoices; -- SM088
