# 考试到点时自动发出的通知
exam-clock-reminder =
    ⏰ <b>考试提醒</b>
    “{ $title }”将在 { $opens } 开始，{ $closes } 结束。
    您参加的是{ $track }，答题时间 { $minutes } 分钟。请提前安排好手头的工作。
exam-clock-soon =
    ⏰ <b>考试马上开始</b>
    “{ $title }”将在 { $opens } 开始，{ $closes } 结束。
    您参加的是{ $track }，答题时间 { $minutes } 分钟。请就座，确认手机电量和网络正常。
exam-clock-late = { $late } 以后不能再进入，
exam-clock-opened =
    📝 <b>考试开始了</b>
    “{ $title }”现在可以进入，{ $late }{ $closes } 结束。
    您参加的是{ $track }，答题时间 { $minutes } 分钟，从您进入时开始计时。
button-enter-exam = 进入考试
exam-clock-warned = ⏳ “{ $title }”还剩 { $minutes } 分钟。时间一到，系统会自动交卷，已经答的题都会保留。
exam-clock-over =
    ⌛ <b>时间到，已自动交卷</b>
    “{ $title }”共 { $of } 题，您答了 { $answered } 题，都已保存。
exam-clock-mark = 您的得分：<b>{ $earned } 分</b>（满分 { $full } 分）
exam-clock-mark-closed = 全部考试结束后可以看到成绩。
exam-clock-mark-released = 成绩公布时会通知您，请等候。
exam-clock-mark-never = 成绩由单位另行通知。
exam-clock-given-back =
    🔧 <b>系统中断已恢复，考试继续</b>
    “{ $title }”中断了 { $lost }，这段时间已经全部补给您。
    已经答的题都在，您的交卷时间改为 { $ends }，请接着答题。
exam-clock-set =
    🕒 系统时间刚刚校准，您剩下的答题时间没有变。
    “{ $title }”的交卷时间现在显示为 { $ends }。
exam-clock-interrupted =
    🔧 <b>考试曾经中断</b>
    “{ $title }”因系统中断了 { $lost }，现在已经恢复。
exam-clock-opens-now = 开考时间顺延到 { $opens }。
exam-clock-goes-on = 正在答题的有 { $sitting } 人，中断的时间已经全部补给他们；考试的结束时间是 { $closes }。
exam-clock-long = 中断超过了 4 小时。为了不把考试拖到夜里或者第二天，结束时间最多顺延 4 小时。没能参加的人，请另外安排补考。
exam-clock-marked =
    ✅ <b>评卷完成，等待公布</b>
    “{ $title }”已经结束：参加 { $sat } 人，缺考 { $absent } 人。
    成绩还没有公布，请核对以后再公布。
