/// A command line taken apart as a shell does: blanks, quotes and backslashes, nothing else.
enum CommandWords {
    static func split(_ command: String) throws(SuiteError) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = command.makeIterator()
        while let character = characters.next() {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"", let next = characters.next() {
                    word = (word ?? "") + (next == "\"" || next == "\\" ? "" : "\\") + String(next)
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == "\\", let next = characters.next() {
                word = (word ?? "") + String(next)
            } else if character.isWhitespace {
                if let complete = word { words.append(complete) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { throw SuiteError("a quotation mark is open in: \(command)") }
        return words + (word.map { [$0] } ?? [])
    }
}
