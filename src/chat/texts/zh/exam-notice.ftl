# 考试：主动通知
exam-notice-moment = { $year }年{ $month }月{ $day }日 { $time }
exam-notice-span = { $from } 至 { $until }
exam-notice-published =
    <b>考试通知</b>：{ $title }
    时间：{ $when }
exam-notice-closed-book = 场次：{ $track }（不能查资料），限时 { $minutes } 分钟
exam-notice-open-book = 场次：{ $track }（可以查资料），限时 { $minutes } 分钟
exam-notice-how = 请按时参加，到时发送“考试”进入。平时可以点“答题”练习。
exam-notice-taken-back =
    <b>考试有变动</b>：{ $title }
    原定 { $when } 的考试要改，请等新的通知。
exam-notice-called-off =
    <b>考试取消</b>：{ $title }
    原定 { $when } 的考试不再举行。
    原因：{ $reason }
