//! Text in UTF-16 within other bytes: ASCII characters with NUL bytes between
//! them, in either byte order.

/// Calls `each` for every part of a text that consists of at least `min` such
/// characters, with its place and the characters. Line ends separate parts.
pub(super) fn for_each_text(text: &[u8], min: usize, each: &mut dyn FnMut(usize, &[u8])) {
    let is_visible = |place: usize| {
        text.get(place)
            .is_some_and(|byte| matches!(byte, b' '..=b'~'))
    };
    let mut narrow = Vec::new();
    let mut place = 0;
    while let Some(nul) = text.get(place..).and_then(|rest| memchr::memchr(0, rest)) {
        let nul = place + nul;
        let mut last = match nul.checked_sub(1) {
            Some(first) if is_visible(first) => first,
            _ => {
                // Zeros come in many.
                let zeros = text[nul..].iter().take_while(|byte| **byte == 0);
                place = nul + zeros.count();
                continue;
            }
        };
        let first = last;
        while text.get(last + 1) == Some(&0) && is_visible(last + 2) {
            last += 2;
        }
        if (last - first) / 2 + 1 >= min {
            narrow.clear();
            narrow.extend(text[first..=last].iter().step_by(2));
            each(first, &narrow);
        }
        // Behind the NUL that was looked at.
        place = last + 2;
    }
}
