# Home, help, and short answers
home = Hello { $name }! This is baiti, where you can practise: { $topics }. Tap a button or send /quiz.
home-bound = Hello { $name }! Your unit is { $unit }. You can start at once: tap a button or send /quiz.
button-quiz = Quiz
button-rank = Ranking
button-me = Me
button-help = Help
button-todo = To do
page-of = { " " }(page { $page }/{ $pages })
between-items = {", "}
between-blanks = {"; "}
help-title = <b>How to use baiti</b>
help-commands = <b>What you can do</b>
help-command = · /{ $name } (or send “{ $word }”): { $description }
command-quiz = Begin a round of questions, or go on with it
command-rank = See the rankings
command-me = See your points, places and wrong questions
command-find = look regulations up, such as /find 罚款
command-todo = Decide on binding requests and reported questions
command-bank = See the question banks, search, withdraw and restore questions, import, export
command-stop = Leave for now; progress is kept
command-lang = Language / 选择语言
command-help = See how to use it, and the rules
help-rules =
    <b>Rules</b>
    · A round has { $lengths } questions, as you choose. Unseen questions come first, wrong ones come back.
    · A wholly right answer earns the question’s points (usually 1), once for each question and day, up to { $cap } points a day. Speed earns nothing.
    · { $multiple }
    · Blanks are compared without spaces, punctuation and letter width. Of several blanks each right one scores its share, rounded down to half a point.
    · Wrong questions go into your book and leave it after { $days ->
        [one] a right answer.
       *[other] right answers on { $days } different days, with no wrong one in between.
    }
    · Places go by points, then accuracy, then less time; equals share a place. Only the first { $top } are shown, and yourself{ $beside ->
        [0] .
        [one] {" "}with a colleague on each side.
       *[other] {" "}with { $beside } colleagues on each side.
    }
    · Every answer is saved at once: leave, or change your phone, and go on where you were.
rule-multiple-proportional = Several choices: all right scores full; a part of them scores in proportion, rounded down to half a point; one wrong choice scores 0.
rule-multiple-strict = Several choices score only if all are right; a part of them or a wrong one scores 0.
rule-multiple-half = Several choices: all right scores full; a part of them scores half; one wrong choice scores 0.
unclear = Sorry, I did not understand that. Send /quiz to practise or /help to see how it works.
too-long = That message is too long. Please send a shorter one.
unreadable = I can read only text and taps here. Please type, or tap a button.
file-too-large = This file is too large ({ $megabytes } MB); at most 20 MB can be taken. It was not kept.
file-not-here = The file was not kept. Administrators load banks and staff lists at the computer with baiti bank load and baiti staff load.
edited = Changing a message that was sent does not change an answer. Please send a new one.
language = <b>Language</b>: Please choose a language / 请选择语言
not-yours = Only administrators can use this.
group = So as not to disturb the group, please answer quizzes in the private chat with me.
button-private = Open the private chat
sorry = Sorry, something went wrong and what you just did had no effect. Please try again; if it fails again, tell your administrator this code: { $code }
inactive = You are no longer on the roster. Please ask your administrator.
released = This account is no longer bound. Please ask your administrator if in doubt.
toast-expired = This button is too old; see the latest message or send /help
toast-answered-already = Already answered
toast-nothing-ticked = Nothing chosen yet; tap an option first
toast-right = Right
toast-wrong = Wrong
toast-partly = Partly right
toast-flagged = Reported, thank you
toast-flagged-already = You have reported it already; an administrator will look into it
toast-not-yours = Only administrators can use this
toast-decided-already = Someone has dealt with it already
toast-changed-since = This question was changed since. Please look at it as it is now
toast-done = Done
