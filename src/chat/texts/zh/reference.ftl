# 查法规：怎么查、查到的条文、整条
reference-none =
    <b>查法规</b>
    还没有装入法规，请联系管理员。
reference-ask =
    <b>查法规</b>
    请发送“查”，空一格，再写要找的几个字，例如：查 罚款
    要找几个词都有的条文，词与词之间空一格：查 预算 公开
    知道第几条的，可以直接写：查 预算法 第五条
    现在可以查的共 { $count } 部：
reference-title = 《{ $title }》
reference-more-titles = 还有 { $count } 部没有列出，都可以查。
reference-found = 查“{ $text }”：共 { $count } 条{ $place }。点数字看整条。
reference-found-many = 查“{ $text }”：很多条里都有，先列出最相关的 { $count } 条{ $place }。多写几个字可以查得更准；点数字看整条。
reference-found-none = 查“{ $text }”：没有找到。请少写几个字，或者换个说法再查。
reference-found-first = 先列出 { $shown } 条。要找的话太长，不能翻页，请少写几个字再查。
reference-hit = { $number }. 《{ $title }》{ $label }
reference-hit-heading = （{ $heading }）
reference-article = <b>《{ $title }》{ $label }</b>
reference-article-about = <i>{ $line }</i>
reference-part = （本条较长，这是第 { $part }/{ $parts } 页）
