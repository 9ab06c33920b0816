SET LOCAL work_mem = '8MB';
