-- Where each stream of changes is: users, groups, and the folders of each mailbox.
CREATE TABLE IF NOT EXISTS positions (
    stream TEXT PRIMARY KEY,
    -- The query as it was sent, with its fields. Another query cannot continue the stream.
    query TEXT NOT NULL,
    -- Counts the transactions, so that of two programs that continue the same stream one fails.
    version BIGINT NOT NULL,
    -- The generation of rows that readers see, and the one that is being written.
    visible BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    -- The delta link with which the current round started, and the page where it continues.
    since TEXT,
    continuation TEXT,
    -- The last pass in which a round was completed.
    pass BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS passes (
    id BIGINT PRIMARY KEY,
    done BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS source (
    only_one BIGINT PRIMARY KEY,
    base_url TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS user_rows (
    generation BIGINT NOT NULL,
    id TEXT NOT NULL,
    display_name TEXT,
    user_principal_name TEXT,
    mail TEXT,
    user_type TEXT,
    PRIMARY KEY (generation, id)
);

CREATE TABLE IF NOT EXISTS group_rows (
    generation BIGINT NOT NULL,
    id TEXT NOT NULL,
    display_name TEXT,
    mail TEXT,
    PRIMARY KEY (generation, id)
);

CREATE TABLE IF NOT EXISTS member_rows (
    generation BIGINT NOT NULL,
    group_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    member_type TEXT,
    PRIMARY KEY (generation, group_id, member_id)
);

CREATE TABLE IF NOT EXISTS folder_rows (
    user_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    id TEXT NOT NULL,
    parent_folder_id TEXT,
    display_name TEXT,
    total_item_count BIGINT,
    unread_item_count BIGINT,
    PRIMARY KEY (user_id, generation, id)
);
