# 题库：看、找、导出
button-banks = 题库
banks = <b>题库</b>：共 { $count } 个{ $place }
banks-none = <b>题库</b>：还没有题库。请点“导入”，或者先下载模板，填好再发来。
banks-row = { $number }. { $bank }（{ $topic }）：{ $live } 题{ $withdrawn ->
    [0] { "" }
   *[other] ，停用 { $withdrawn } 题
}
button-bank-search = 🔍 搜题
button-bank-import = 📥 导入
button-template = 📄 下载模板
bank-title =
    <b>{ $bank }</b>
    编号：{ $id }
    类别：{ $topic }
    在用：{ $live } 题
    停用：{ $withdrawn } 题
bank-kinds = 题型：{ $kinds }
button-bank-questions = 看题
button-bank-export = 📤 导出
bank-questions = <b>{ $bank }</b>：共 { $count } 题{ $place }。点一道题可以看答案，也可以停用、恢复。
bank-questions-none = <b>{ $bank }</b>：还没有题目。
bank-item = { $number }. { $stem }（{ $code }）
bank-item-withdrawn = { $number }. { $stem }（{ $code }，已停用）
button-around = 看这个题库的题
bank-ask =
    <b>搜题</b>
    请打字发送要找的内容：题干里的几个字、题目编号，或者法规的名称和条，例如：预算法第五条
bank-found = 查找“{ $text }”：共 { $count } 题{ $place }
bank-found-none = 查找“{ $text }”：没有找到。请少写几个字再找，或者写法规的名称和条，例如：预算法第五条
bank-found-cut = 题库里可能相符的题太多，只查了其中 { $most } 题。请多写几个字再找，或者写法规的名称和条。
bank-found-first = 先列出 { $shown } 题。要找的话太长，不能翻页，请少写几个字再找。
bank-import =
    <b>导入题目</b>
    请直接把文件发到这里：Excel、Word、CSV、文本等都可以。没有现成文件的，请先下载模板，填好再发来。
    题目不多的，也可以把题目连同答案粘贴成一条消息发来，最多 4096 个字。一次只收一条，几条消息不能合成一份；题目多的请存成文件再发。
    导入前会先请您核对。
bank-formats =
    导出<b>{ $bank }</b>：请选择格式。
    要修改后再导入，请选 Excel；要打印考试，请选 Word 试卷；要完整留底，请选 TOML。停用的题目只有 TOML 记着编号，其他格式里没有。
format-xlsx = Excel 表格
format-paper = Word 试卷（无答案）
format-paper-key = Word 试卷（含答案）
format-csv = CSV
format-toml = TOML
format-json = JSON
format-gift = GIFT
format-moodle = Moodle XML
format-aiken = Aiken
bank-file-coming = 正在生成文件，马上发给您
bank-exported = { $bank }：在用的 { $count } 题
bank-left-out-more = 还有 { $count } 项没有列出。
bank-template = 题库模板：请按里面的说明填写，填好后直接发到这里。
bank-not-exported = 抱歉，{ $bank }没有导出成功，程序出了点问题。请换一种格式再试，并告诉维护人员。
bank-no-template = 抱歉，模板没有生成，程序出了点问题。请告诉维护人员。
bank-gone = 这个题库已经不在了，没有导出。
