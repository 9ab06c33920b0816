CREATE TYPE state AS ENUM ('open', 'closed'); -- SM080
