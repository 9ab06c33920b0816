-- not run: it changes the whole server
ALTER SYSTEM SET work_mem = '8MB'; -- SM127
