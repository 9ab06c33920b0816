-- fails: 42804
ALTER TABLE customers ALTER COLUMN age TYPE integer; -- SM122
