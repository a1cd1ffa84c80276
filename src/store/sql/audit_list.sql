SELECT at, actor, action, subject, detail FROM audit ORDER BY id
