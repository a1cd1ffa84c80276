# The question banks: look, find, export
button-banks = Banks
banks = <b>Question banks</b>: { $count }{ $place }
banks-none = <b>Question banks</b>: there are none yet. Tap “Import”, or fill in the template and send it here.
banks-row = { $number }. { $bank } ({ $topic }): { $live } questions{ $withdrawn ->
    [0] { "" }
   *[other] , { $withdrawn } withdrawn
}
button-bank-search = 🔍 Search
button-bank-import = 📥 Import
button-template = 📄 Template
bank-title =
    <b>{ $bank }</b>
    Id: { $id }
    Topic: { $topic }
    Asked: { $live }
    Withdrawn: { $withdrawn }
bank-kinds = Kinds: { $kinds }
button-bank-questions = Questions
button-bank-export = 📤 Export
bank-questions = <b>{ $bank }</b>: { $count } questions{ $place }. Tap one to see its key, to withdraw or to restore it.
bank-questions-none = <b>{ $bank }</b>: no questions yet.
bank-item = { $number }. { $stem } ({ $code })
bank-item-withdrawn = { $number }. { $stem } ({ $code }, withdrawn)
button-around = Questions of this bank
bank-ask =
    <b>Search</b>
    Type what to look for: some words of the question, its code, or a law and an article, such as 预算法第五条
bank-found = Search for “{ $text }”: { $count } questions{ $place }
bank-found-none = Search for “{ $text }”: nothing found. Try fewer words, or a law and an article, such as 预算法第五条
bank-found-cut = Too many questions may fit; only { $most } of them were looked through. Try more words, or a law and an article.
bank-found-first = These are the first { $shown }. The text is too long to turn pages; try fewer words.
bank-import =
    <b>Import questions</b>
    Send the file here: Excel, Word, CSV, plain text and others will do. If you have none, fill in the template and send it.
    A few questions can be pasted with their keys as one message of at most 4096 characters. Only one message is taken, and several can’t be joined; for more questions send a file.
    You will be asked to check before anything is loaded.
bank-formats =
    Export of <b>{ $bank }</b>: choose a format.
    Take Excel to change and load it again, a Word paper to print, TOML for a complete copy. Only TOML keeps the codes of withdrawn questions; the others leave them out.
format-xlsx = Excel
format-paper = Word paper (no key)
format-paper-key = Word paper (with key)
format-csv = CSV
format-toml = TOML
format-json = JSON
format-gift = GIFT
format-moodle = Moodle XML
format-aiken = Aiken
bank-file-coming = The file is being made
bank-exported = { $bank }: the { $count } questions that are asked
bank-left-out-more = and { $count } more.
bank-template = The template: fill it in as it says and send it here.
bank-not-exported = Sorry, { $bank } could not be exported: something went wrong. Try another format, and tell whoever maintains this.
bank-no-template = Sorry, the template could not be made: something went wrong. Please tell whoever maintains this.
bank-gone = This bank is not there any more; nothing was exported.
