# Binding an account
stranger =
    Hello! This is an office’s internal study bot. Its staff can use it once their account is bound.
    Any one of these will do:
    1. Scan the invitation from your administrator.
    2. Tap “Send my phone number” below.
    3. Type and send your staff number and name, such as: 0012 张三
button-share-contact = 📱 Send my phone number
invitation-unknown = This invitation does not exist or no longer holds. Please ask your administrator for a new one.
invitation-expired = This invitation has expired. Please ask your administrator for a new one.
invitation-used = This invitation has been used. If that was not you, tell your administrator at once.
not-own-contact = Please send your own number: tap “Send my phone number” below.
phone-unknown = This number is not on the roster. Please send your staff number and name, such as: 0012 张三 (an administrator will confirm).
no-match = No such staff number and name. Please check and send again, such as: 0012 张三
asked = The administrators have been asked. You will be told as soon as it is confirmed.
too-many-tries = Too many tries. Please try again in an hour, or ask your administrator.
refused = An administrator has refused your request. Please ask them if in doubt.
claim-refused = The code is wrong, or there is an owner already.
claim-how = Please send: /claim code staff-number name, such as: /claim 7KQ4-M2XD-8RTA-W3ZB 0001 张三
claimed = You are the owner now. To appoint administrators, run baiti staff role at the computer.
bound-already = Your account is bound already. You can start a quiz at once.
bound = Your account is bound. Welcome to baiti.
