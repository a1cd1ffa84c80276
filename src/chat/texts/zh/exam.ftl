# 考试：应考的人看到的
moment = { $month }月{ $day }日 { $time }
command-exam = 看自己的考试，参加考试
button-exams = 我的考试
exams-none = 您现在没有要参加的考试。有考试时，会提前通知您。
exams-title = <b>我的考试</b>
exams-line =
    <b>{ $title }</b>
    { $opens } 至 { $closes }
    { $state }
exam-coming = 还没有开始
exam-open = 正在进行，请点下面的按钮进入
exam-is-handed-in = 已经交卷
exam-over = 已经结束
exam-released = 成绩已经公布
exam-excused = 您不用参加
entrance-title = <b>{ $title }</b>（{ $track }）
entrance-paper =
    · 共 { $questions } 题，满分 { $full } 分，{ $pass } 分及格
    · 限时 { $minutes } 分钟，{ $closes } 一律交卷
entrance-attempt = · 这是第 { $nth } 次，一共可以考 { $of } 次
entrance-closed-book = · 闭卷：不能查资料，不能与人商量；考试期间其他功能暂停
entrance-open-book = · 开卷：可以查资料；考试中发送“查 关键词”，就能查管理员放进来的法规
entrance-rules =
    · 每点一次就保存一次，交卷以前随时可以改
    · 点“开始考试”就开始计时，中途离开也不停；断线、换手机，发送“考试”就能接着答
    · 时间一到自动交卷
    点“开始考试”，就是承诺遵守考场纪律，独立答题。
entrance-code = · 开始前要打出考场里公布的考试码
button-begin-exam = 开始考试
button-not-now = 现在不考
exam-code = 请把考场里公布的考试码打出来，然后发送。
exam-code-wrong = 考试码不对。请看清监考人员公布的考试码，重新打一遍，然后发送。
exam-code-too-many = 考试码输错的次数太多了，请过一会儿再试，或请监考人员帮忙。
refused-not-expected = “{ $title }”的名单上没有您。如果您应当参加，请联系管理员。
refused-excused = “{ $title }”您不用参加。如有疑问，请联系管理员。
refused-not-yet = “{ $title }”{ $at } 开始，请到时再来；开始前会提醒您。
refused-over = “{ $title }”已经在 { $at } 结束。如果您没能参加，请联系管理员安排补考。
refused-too-late = “{ $title }”{ $at } 以后不能再入场。请马上联系监考人员，由监考人员准许您入场。
refused-handed-in = “{ $title }”您已经交卷，不能再考。成绩公布以后会通知您。
refused-withdrawn = “{ $title }”已经取消或推迟，请等通知。
paper-heading = <b>第 { $place }/{ $of } 题</b> · { $kind } · { $marks } 分
paper-time = ⏳ 剩余 { $left }（{ $ends } 交卷）
exam-minutes = { $minutes } 分钟
exam-seconds = { $seconds } 秒
paper-hint = 点了就保存，交卷前可以改。已答 { $answered }/{ $of } 题。
paper-hint-multiple = 可以选多项，再点一次取消。
paper-hint-open = 要查法规，请发送“查 关键词”。
button-mark = 🔖 标记
button-unmark = 取消标记
button-card = 答题卡
button-hand-in = 交卷
button-to-paper = ◀ 回到试卷
button-page-before = ◀ 前一页
button-page-after = 后一页 ▶
card =
    <b>答题卡</b>：已答 { $answered } 题，未答 { $open } 题，标记 { $flagged } 题
    ⏳ 剩余 { $left }
    ✓ 已答，🔖 有标记，只有数字的还没有答。点题号就到那一题。
hand-in-title = <b>交卷</b>：共 { $of } 题，已答 { $answered } 题
hand-in-open = ⚠️ 还有 { $number } 题没有答：第 { $places } 题
hand-in-flagged = 🔖 有标记的：第 { $places } 题
hand-in-sure = 剩余 { $left }。交卷以后就不能再改了，确定交卷吗？
exam-places-more = { $places }、……
button-first-open = 去答第 { $place } 题
button-hand-in-now = 确定交卷
handed-in = <b>已交卷</b>：{ $title }
handed-in-time = <b>时间到，已自动交卷</b>：{ $title }
handed-in-proctor = <b>监考人员已收卷</b>：{ $title }
handed-in-answered = 答了 { $answered } 题（共 { $of } 题）。
handed-in-mark = 得分：{ $earned } 分（满分 { $full } 分，{ $percent }%），{ $result }。
handed-in-later = 成绩公布以后会通知您。
exam-passed = 及格
exam-failed = 不及格
exam-goes-on = 您正在考试，其他功能要等交卷以后才能用。剩余 { $left }，请回到试卷继续答题。
exam-goes-on-open = 您正在考试，除了“查 关键词”查法规，其他功能要等交卷以后才能用。剩余 { $left }，请回到试卷继续答题。
exam-goes-on-toast = 正在考试，请先答完交卷
exam-kept = 已保存
exam-other-kind = 这道题不是这样答的，请看题目下面的说明
exam-handed-in-already = 已经交卷，不能再改了
