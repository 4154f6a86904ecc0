/// The cookies of one browser, in the order they came.
struct CookieJar {
    private var cookies: [(name: String, value: String)] = []

    /// The Cookie header; nil when there is none to send.
    var header: String? {
        cookies.isEmpty ? nil : cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    mutating func take(_ cookie: Cookie) {
        let place = cookies.firstIndex { $0.name == cookie.name }
        if cookie.isRemoval {
            if let place { cookies.remove(at: place) }
        } else if let place {
            cookies[place].value = cookie.value
        } else {
            cookies.append((cookie.name, cookie.value))
        }
    }
}
