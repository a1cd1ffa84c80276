# What is sent by itself when an exam's time has come
exam-clock-reminder =
    ⏰ <b>Exam ahead</b>
    “{ $title }” opens on { $opens } and closes on { $closes }.
    Your track: { $track }, { $minutes } minutes. Please keep that time free.
exam-clock-soon =
    ⏰ <b>The exam is about to open</b>
    “{ $title }” opens on { $opens } and closes on { $closes }.
    Your track: { $track }, { $minutes } minutes. Please take your seat and check your phone’s battery and network.
exam-clock-late = Nobody gets in after { $late }. {""}
exam-clock-opened =
    📝 <b>The exam is open</b>
    You can begin “{ $title }” now. { $late }It closes on { $closes }.
    Your track: { $track }, { $minutes } minutes, counted from the moment you begin.
button-enter-exam = Go to the exam
exam-clock-warned = ⏳ “{ $title }”: { $minutes ->
    [1] one minute
   *[other] { $minutes } minutes
} left. When the time is over, your paper is handed in by itself with all you have answered.
exam-clock-over =
    ⌛ <b>Time is over; your paper was handed in</b>
    “{ $title }”: you answered { $answered } of { $of } questions, and all of it is kept.
exam-clock-mark = Your mark: <b>{ $earned }</b> of { $full }
exam-clock-mark-closed = You can see your mark once the exam is over for everybody.
exam-clock-mark-released = You will be told when the results are released.
exam-clock-mark-never = Your office will tell you the result.
exam-clock-given-back =
    🔧 <b>The system is back and the exam goes on</b>
    “{ $title }” was interrupted for { $lost }; all of that time is given back to you.
    Your answers are all there. Your time now ends on { $ends }; please go on.
exam-clock-set =
    🕒 The system’s clock was just put right. The time you have left is the same.
    The end of “{ $title }” is now shown as { $ends }.
exam-clock-interrupted =
    🔧 <b>An exam was interrupted</b>
    The system was down for { $lost } during “{ $title }”; it is back now.
exam-clock-opens-now = It opens on { $opens } instead.
exam-clock-goes-on = { $sitting } are sitting it; the time they lost is given back to them. The exam closes on { $closes }.
exam-clock-long = The interruption was longer than 4 hours. So that the exam does not drag on into the night or another day, it closes 4 hours later at most. Please hold a make-up exam for those who could not take part.
exam-clock-marked =
    ✅ <b>Marked and waiting for release</b>
    “{ $title }” is over: { $sat } took part, { $absent } were absent.
    The results are not released yet; please check them first.
