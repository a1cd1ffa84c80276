# 新建考试：一步一步
button-new-exam = 新建考试
draft-new =
    <b>新建考试</b>：请选方案。
    · 闭卷考试：不能查资料
    · 开卷考试：可以查资料
    · 两轨考试：不满 40 岁闭卷，满 40 岁开卷，出一张成绩单、两个排名
    选好以后一步一步填；随时可以离开，填好的都存着。
draft-too-many = 今天新建的考试太多了，请明天再建，或者修改已有的草稿。
draft-changed-meanwhile = 这份草稿已经不能改了，可能已经发布。
button-preset-closed = 闭卷考试
button-preset-open = 开卷考试
button-preset-two = 两轨考试
draft-heading = <b>{ $title }</b>（草稿）
draft-heading-guided = <b>{ $title }</b>（草稿）第 { $nth }/{ $of } 步
button-next-step = 下一步 ▶
button-save-draft = 先存草稿
draft-title = 考试叫什么名称？请打出来，然后发送。
draft-title-wrong = 名称最多 { $most } 字，请重新打一遍，然后发送。
draft-when =
    现在定的是 { $when }。
    要改，请把日期和时间打出来，然后发送，例如：12月20日 9:00，或 2026-12-20 09:00-11:00，或 明天上午9点。
draft-when-unclear = 没有看懂“{ $text }”。请照这样打：12月20日 9:00-11:00，然后发送。
draft-when-past = “{ $text }”已经过去了。请打一个以后的时间，例如：12月20日 9:00-11:00。
draft-when-backwards = “{ $text }”结束早于开始。请照这样打：12月20日 9:00-11:00，然后发送。
draft-when-sure = 您打的时间是 <b>{ $when }</b>，对吗？
draft-when-span = { $from } 至 { $until }
draft-moment = { $year }年{ $month }月{ $day }日（{ $weekday }）{ $time }
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
button-when-yes = 对，就是这个时间
button-when-again = 不对，重新打
draft-minutes = 每人限时多少分钟？现在是 { $minutes } 分钟。
draft-who-everybody = 谁参加？现在是全体在册人员，{ $number } 人。
draft-who-some = 谁参加？现在选了 { $units } 个单位，另按名单 { $people } 人。
draft-who-how = 点单位就选上，再点一次取消，包括下属单位。按名单的，请把工号打出来，用空格隔开，然后发送。
draft-who-unknown = 花名册上没有这些工号：{ $names }。没有改动，请改好再发。
draft-who-more = 单位太多，只列出前 { $shown } 个；其他单位请按名单打工号。
button-everybody = 全体人员
draft-unit = { $unit }（{ $number } 人）
draft-paper = 考什么？现在共 { $questions } 题，满分 { $full } 分。
draft-paper-how = 点类别或题库就选上，再点一次取消；都不选就从全部题库出题。题型和分数选一种，题库里不够的会少出。
draft-paper-more = 题库太多，只列出前 { $shown } 个。
draft-source = { $source }（{ $number } 题）
draft-template = { $number } { $kind }×{ $marks }
draft-kind-single = 单选
draft-kind-multiple = 多选
draft-kind-judge = 判断
draft-kind-blank = 填空
between-template = { " + " }
draft-pass = 多少分及格？满分 { $full } 分，现在 { $pass } 分及格。
button-pass = { $pass } 分（{ $percent }%）
draft-code-none = 要考试码吗？现在不用。考试码由监考人员在考场公布，不在考场的人进不来。
draft-code-changing = 要考试码吗？现在要，每 5 分钟自动变换。考试码由监考人员在考场公布，不在考场的人进不来。
draft-code-fixed = 要考试码吗？现在是固定的考试码。考试码由监考人员在考场公布，不在考场的人进不来。
button-code-none = 不用考试码
button-code-changing = 要，自动变换
button-step-title = 改名称
button-step-when = 改时间
button-step-minutes = 改时长
button-step-who = 改参加人员
button-step-paper = 改试卷
button-step-pass = 改及格分
button-step-code = 改考试码
