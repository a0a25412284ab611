CREATE VIEW users AS
    SELECT id, display_name, user_principal_name, mail, user_type
    FROM user_rows
    WHERE generation = (SELECT visible FROM positions WHERE stream = 'users');

CREATE VIEW groups AS
    SELECT id, display_name, mail
    FROM group_rows
    WHERE generation = (SELECT visible FROM positions WHERE stream = 'groups');

CREATE VIEW members AS
    SELECT group_id, member_id, member_type
    FROM member_rows
    WHERE generation = (SELECT visible FROM positions WHERE stream = 'groups');

CREATE VIEW folders AS
    SELECT user_id, id, parent_folder_id, display_name, total_item_count, unread_item_count
    FROM folder_rows
    JOIN positions ON stream = 'folders/' || user_id AND visible = folder_rows.generation;
