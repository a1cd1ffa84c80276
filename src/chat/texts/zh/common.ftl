# 首页、帮助、各种一两句话的回答
home = { $name }，您好！这里是百题，可以练习法规、文明用语和职业道德。请点下面的按钮，或直接发送“答题”。
home-bound = { $name }，您好！绑定成功，您的单位是{ $unit }。现在就可以开始答题了。
button-quiz = 答题
button-rank = 排行
button-me = 我的
button-help = 帮助
button-todo = 待办
help-title = <b>百题使用说明</b>
help-command = /{ $name }（或发送“{ $word }”）：{ $description }
command-quiz = 答题：一轮 5、10 或 20 题，随时可以离开再接着答
command-rank = 排行榜
command-me = 我的积分、名次和错题
command-todo = 待办：绑定申请、有误的题目
command-stop = 先离开，进度会保存
command-lang = 选择语言 / Language
command-help = 使用说明
help-rules =
    <b>规则</b>
    · 每道题答对一次得该题的积分（一般 1 分）；同一道题一天只计一次积分，每人每天最多 { $cap } 分。答得快不加分。
    · { $multiple }
    · 填空题不计较空格、标点和全角半角。
    · 答错的题进入错题本，在 { $days } 个不同的日子连续答对后移出。
    · 排名先比积分，再比正确率，再比用时少；相同的并列。只显示前几名和自己前后的同事。
    · 答案一经提交就保存，中途离开、换手机都可以接着答。
rule-multiple-proportional = 多选题全对得满分；少选按比例给分，舍到半分；选了错项得 0 分。
rule-multiple-strict = 多选题全部选对才得分。
rule-multiple-half = 多选题全对得满分；少选得一半；选了错项得 0 分。
unclear = 没有看懂这句话。想答题请发送“答题”，想看怎么用请发送“帮助”。
too-long = 这条消息太长了，请简短一些再发。
unreadable = 这里只能看懂文字和按钮，请打字或点按钮。
file-too-large = 这个文件太大（{ $megabytes } MB），最多只能收 20 MB。文件没有保存。
file-not-here = 文件没有保存。题库和花名册请管理员在电脑上用 baiti bank load、baiti staff load 导入。
edited = 改动已发出的消息不会改变答案。要回答，请重新发送。
language = 请选择语言 / Please choose a language:
not-yours = 这项功能只有管理员可以使用。
group = 为了不打扰大家，答题请到与我的私聊里进行。
button-private = 打开私聊
sorry = 抱歉，程序出了点问题，您刚才的操作没有生效，请再试一次。如果还是不行，请把这个编号告诉管理员：{ $code }
inactive = 您已不在花名册上，不能继续使用。如有疑问，请联系管理员。
released = 这个账号已经解除绑定。
toast-expired = 这个按钮已经过期
toast-answered-already = 这道题已经答过了
toast-nothing-ticked = 还没有选，请先点选项
toast-right = 答对了
toast-wrong = 答错了
toast-partly = 部分正确
toast-flagged = 已报给管理员，谢谢
toast-flagged-already = 您已经报过这道题，管理员会核实
toast-not-yours = 这项功能只有管理员可以使用
toast-decided-already = 已经有人处理过了
toast-done = 已处理
