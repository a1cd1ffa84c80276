# 首页、帮助、各种一两句话的回答
home = { $name }，您好！这里是百题，可以练习{ $topics }。请点下面的按钮，或直接发送“答题”。
home-bound = { $name }，您好！您的单位是{ $unit }。现在就可以答题了：请点下面的按钮，或直接发送“答题”。
button-quiz = 答题
button-rank = 排行
button-me = 我的
button-help = 帮助
button-todo = 待办
page-of = （第 { $page }/{ $pages } 页）
between-items = 、
between-blanks = ；
help-title = <b>百题使用说明</b>
help-commands = <b>能做什么</b>
help-command = · 发送“{ $word }”或点 /{ $name }：{ $description }
command-quiz = 开始答题，没答完的接着答
command-rank = 看积分排行
command-me = 看自己的积分、名次和错题
command-find = 查法规条文，例如：查 罚款
command-todo = 办理绑定申请，核实有人反映的题目
command-bank = 看题库、搜题、停用和恢复题目、导入、导出
command-stop = 先退出，进度会保存
command-lang = 选择语言 / Language
command-help = 看使用说明和规则
help-rules =
    <b>规则</b>
    · 一轮可以选 { $lengths } 题。先出没有答过的题，答错的题以后还会再出。
    · 一道题全部答对，得这道题的积分（一般 1 分）。同一道题一天只得一次，每人每天最多得 { $cap } 分。答得快不加分。
    · { $multiple }
    · 填空题不计较空格、标点和全角半角；有几个空的，填对几个空得几个空的分，舍到半分。
    · 答错的题进入错题本，{ $days ->
        [1] 以后答对一次就移出。
       *[other] 以后在 { $days } 个不同的日子都答对、中间没有再答错，就移出。
    }
    · 排行先比积分，积分相同比正确率，再比用时少；都相同的名次并列。只显示前 { $top } 名{ $beside ->
        [0] 和自己。
       *[other] ，以及自己和前后各 { $beside } 名同事。
    }
    · 答案一经提交就保存，中途离开、换手机都可以接着答。
rule-multiple-proportional = 多选题全部选对得满分；少选的按比例得分，舍到半分；只要选错一项就得 0 分。
rule-multiple-strict = 多选题全部选对才得分；少选、选错都得 0 分。
rule-multiple-half = 多选题全部选对得满分；少选的得一半分；只要选错一项就得 0 分。
unclear = 抱歉，没有看懂这句话。想答题请发送“答题”，想看怎么用请发送“帮助”。
too-long = 这条消息太长了，请简短一些再发。
unreadable = 这里只能看懂文字和按钮，请打字或点按钮。
file-too-large = 这个文件太大（{ $megabytes } MB），最多只能收 20 MB。文件没有保存。
file-not-here = 文件没有保存。题库和花名册请管理员在电脑上用 baiti bank load、baiti staff load 导入。
edited = 修改已经发出的消息，不会改变答案。要回答，请重新发一条。
language = <b>语言</b>：请选择语言 / Please choose a language
not-yours = 这项功能只有管理员可以使用。
group = 为了不打扰大家，请到与我的私聊里答题。
button-private = 打开私聊
sorry = 抱歉，程序出了点问题，您刚才的操作没有生效，请再试一次。如果还是不行，请把这个编号告诉管理员：{ $code }
inactive = 您已不在花名册上，不能继续使用。如有疑问，请联系管理员。
released = 这个账号已经解除绑定。如有疑问，请联系管理员。
toast-expired = 这个按钮已过期，请看最新的消息，或发送“帮助”
toast-answered-already = 这道题已经答过了
toast-nothing-ticked = 还没有选，请先点选项
toast-right = 答对了
toast-wrong = 答错了
toast-partly = 部分正确
toast-flagged = 已报给管理员，谢谢
toast-flagged-already = 您已经报过这道题，管理员会核实
toast-not-yours = 这项功能只有管理员可以使用
toast-decided-already = 已经有人处理过了
toast-changed-since = 这道题后来改过了，请看改过的内容，再决定
toast-done = 好的，已处理
