-- ignore SM031: the table is small -- SM901
ALTER TABLE customers ADD COLUMN phone text;
