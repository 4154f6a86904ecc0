/// Which characters a changing text is made of; each class holds those before it.
enum CharacterClass: String, CaseIterable, Comparable {
    case digits, hex, unreserved, visible, text

    /// The narrowest class that holds the text.
    init(of text: String) {
        self = Self.allCases.first { kind in !text.isEmpty && text.utf8.allSatisfy(kind.holds) } ?? .text
    }

    static func < (left: CharacterClass, right: CharacterClass) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .digits: 0
        case .hex: 1
        case .unreserved: 2
        case .visible: 3
        case .text: 4
        }
    }

    private func holds(_ byte: UInt8) -> Bool {
        switch self {
        case .digits: TextPattern.isDigit(byte)
        case .hex: TextPattern.isLowercaseHex(byte)
        case .unreserved: TextPattern.isWord(byte) || [0x2D, 0x2E, 0x3D, 0x7E].contains(byte)
        case .visible: (0x21...0x7E).contains(byte)
        case .text: true
        }
    }
}
