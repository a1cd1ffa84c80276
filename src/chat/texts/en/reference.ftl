# Looking regulations up: how, what was found, an article whole
reference-none =
    <b>Regulations</b>
    None is loaded yet. Please ask an administrator.
reference-ask =
    <b>Regulations</b>
    Send /find and some words, such as: /find 罚款
    For articles with all of several words, put blanks between them: /find 预算 公开
    If you know the article, name it: /find 预算法 第五条
    { $count } can be looked through:
reference-title = 《{ $title }》
reference-more-titles = and { $count } more that are not listed.
reference-found = “{ $text }”: { $count } articles{ $place }. Tap a number to read one.
reference-found-many = “{ $text }” stands in very many articles; these are the { $count } that are most about it{ $place }. More words find better. Tap a number to read one.
reference-found-none = “{ $text }”: nothing found. Try fewer or other words.
reference-found-first = These are the first { $shown }. The text is too long to turn pages; try fewer words.
reference-hit = { $number }. 《{ $title }》{ $label }
reference-hit-heading = { " " }({ $heading })
reference-article = <b>《{ $title }》{ $label }</b>
reference-article-about = <i>{ $line }</i>
reference-part = (A long one: page { $part } of { $parts })
