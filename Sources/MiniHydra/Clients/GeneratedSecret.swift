import JOSE

/// The secrets that the server makes for clients that bring none.
enum GeneratedSecret {
    static let length = 26
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~".utf8)

    /// 26 characters of `a-zA-Z0-9_-.~`, each as likely as any other.
    static func make(_ random: any RandomSource) -> String {
        var characters: [UInt8] = []
        while characters.count < length {
            for byte in random.fill(2 * length) where characters.count < length {
                // A remainder would favour the first characters of the alphabet.
                let index = Int(byte & 0x7F)
                if index < alphabet.count { characters.append(alphabet[index]) }
            }
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
