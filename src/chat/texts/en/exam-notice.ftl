# Exams: what people are told unasked
exam-notice-moment = { $day }/{ $month }/{ $year } { $time }
exam-notice-span = { $from } to { $until }
exam-notice-published =
    <b>Exam</b>: { $title }
    When: { $when }
exam-notice-closed-book = Track: { $track } (closed-book), { $minutes } minutes
exam-notice-open-book = Track: { $track } (open-book), { $minutes } minutes
exam-notice-how = Please be on time: send “exam” to enter. You can practise with the button below.
exam-notice-taken-back =
    <b>Exam changes</b>: { $title }
    The exam of { $when } is to be changed. Please wait for further notice.
exam-notice-called-off =
    <b>Exam called off</b>: { $title }
    The exam of { $when } does not take place.
    Reason: { $reason }
