"""What is found in single sentences, language by language."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .reading import named, read

FOUND = [
    # language, sentence, words of the mention, actor
    (
        "en",
        "Russian Defence Minister Sergei Shoigu flew to Pyongyang.",
        "Russian Defence Minister Sergei Shoigu",
        "Sergei Shoigu",
    ),
    (
        "en",
        "Retired Lieutenant General Frank Kessler spoke to reporters.",
        "Retired Lieutenant General Frank Kessler",
        "Frank Kessler",
    ),
    ("en", "The Lebanese army closed the road.", "Lebanese army", "Lebanese Armed Forces"),
    ("en", "The Foreign Ministry in Tokyo was silent, but Japan protested.", "Japan", "Japan"),
    ("en", "Seoul warned that it would respond.", "Seoul", "South Korea"),
    ("en", "Aid was delivered according to Washington.", "Washington", "United States"),
    ("en", "Gunmen attacked a convoy near Gao.", "Gunmen", "gunmen"),
    ("en", "US officials declined to comment.", "US officials", "US officials"),
    ("en", "THE SALVADORAN ARMY BLAMED THE FMLN FOR THE ATTACK.", "FMLN", "Farabundo Martí National Liberation Front"),
    ("ar", "استقبل الرئيس الفرنسي إيمانويل ماكرون نظيره.", "الرئيس الفرنسي إيمانويل ماكرون", "Emmanuel Macron"),
    ("ar", "وحذرت واشنطن بيونغ يانغ من العواقب.", "واشنطن", "United States"),
    ("ar", "وحذرت واشنطن بيونغ يانغ من العواقب.", "بيونغ يانغ", "North Korea"),
    ("ar", "قال العميد سامي الجبوري إن الطريق أغلق.", "العميد سامي الجبوري", "سامي الجبوري"),
    ("ar", "أطلق مسلحون مجهولون النار على دورية.", "مسلحون مجهولون", "gunmen"),
    ("ar", "تبنى تنظيم القاعدة الهجوم.", "تنظيم القاعدة", "al-Qaeda"),
    ("ar", "تظاهر آلاف المتظاهرين أمام البرلمان اللبناني.", "البرلمان اللبناني", "Lebanese parliament"),
    ("ru", "Пресс-секретарь Кремля Дмитрий Песков отказался от комментариев.", "Дмитрий Песков", "Dmitry Peskov"),
    ("ru", "Встреча с Владимиром Путиным прошла утром.", "Владимиром Путиным", "Vladimir Putin"),
    ("ru", "МИД РФ вызвал посла.", "МИД РФ", "Russian Foreign Ministry"),
    ("ru", "В Вашингтоне предупреждали о санкциях.", "Вашингтоне", "United States"),
    ("ru", "Губернатор Приморья Олег Кожемяко встретил гостя.", "Губернатор Приморья Олег Кожемяко", "Oleg Kozhemyako"),
    ("ru", "Боевики обстреляли посёлок.", "Боевики", "militants"),
    (
        "uk",
        "Заступниця міністра оборони Ганна Маляр повідомила про бої.",
        "Заступниця міністра оборони Ганна Маляр",
        "Hanna Maliar",
    ),
    ("uk", "Українські війська просунулися на південь.", "Українські війська", "Armed Forces of Ukraine"),
    ("uk", "Зустріч із Володимиром Зеленським відбулася вранці.", "Володимиром Зеленським", "Volodymyr Zelensky"),
    ("ko", "김정은 국무위원장이 러시아를 방문했다.", "김정은 국무위원장", "Kim Jong Un"),
    ("ko", "드미트리 페스코프 대변인은 장소를 밝히지 않았다.", "드미트리 페스코프 대변인", "Dmitry Peskov"),
    ("ko", "박민수 국방부 차관은 회견을 열었다.", "박민수 국방부 차관", "박민수"),
    ("ko", "미국은 북한에 경고했다.", "미국", "United States"),
    ("zh", "俄罗斯总统普京会见了客人。", "俄罗斯总统普京", "Vladimir Putin"),
    ("zh", "中国外交部长王毅本周访问俄罗斯。", "中国外交部长王毅", "Wang Yi"),
    ("zh", "俄外长拉夫罗夫表示反对。", "俄外长拉夫罗夫", "Sergei Lavrov"),
    ("zh", "美军发动了空袭。", "美军", "US Armed Forces"),
    (
        "fr",
        "Le ministre russe de la Défense, Sergueï Choïgou, est arrivé.",
        "ministre russe de la Défense, Sergueï Choïgou",
        "Sergei Shoigu",
    ),
    ("fr", "Séoul et Washington n'en sont pas convaincus.", "Washington", "United States"),
    ("fr", "M. Macron a reçu son homologue.", "M. Macron", "Emmanuel Macron"),
    ("es", "El presidente ruso, Vladímir Putin, viajó a Pekín.", "presidente ruso, Vladímir Putin", "Vladimir Putin"),
    ("es", "Pionyang ha enviado armas.", "Pionyang", "North Korea"),
    ("es", "El ministro de Defensa ruso llegó ayer.", "ministro de Defensa ruso", "Sergei Shoigu"),
]


@pytest.mark.parametrize(("language", "text", "surface", "name"), FOUND, ids=[f"{row[0]}: {row[1]}" for row in FOUND])
def test_the_sentence_names_the_actor(language: str, text: str, surface: str, name: str) -> None:
    assert (surface, name) in named(text, language)


NOT_FOUND = [
    # language, sentence, words that are no actor
    ("en", "Two fighter jets took off from the air force base.", "fighter"),
    ("en", "He lives in France.", "France"),
    ("en", "The march began at noon in the north of Syria.", "Syria"),
    ("en", "They met on Kim Il Sung Square in Pyongyang.", "Kim Il Sung"),
    ("ar", "قتل ثلاثة في هجوم انتحاري وسط المدينة.", "انتحاري"),
    ("ar", "استمر اللقاء خمس ساعات.", "خمس"),
    ("ar", "أقلعت الطائرة من قاعدة جوية.", "قاعدة"),
    ("ar", "توقف القطار في محطة خاسان.", "محطة خاسان"),
    ("ar", "جرت المحادثات في جامعة بجزيرة روسكي.", "جامعة"),
    ("ar", "وقع الانفجار في محافظة ديالى.", "محافظة ديالى"),
    ("ar", "انطلقت تظاهرة من مدينة الصدر.", "الصدر"),
    ("ar", "قتل شخصان قرب رام الله.", "الله"),
    ("ru", "Фрегат «Маршал Шапошников» вышел в море.", "Шапошников"),
    ("ru", "Самолёт вылетел из Москвы.", "Москвы"),
    ("uk", "Того ж дня пролунали вибухи.", "Того"),
    ("zh", "他于9月启程前往北京。", "北京"),
]


@pytest.mark.parametrize(("language", "text", "words"), NOT_FOUND, ids=[f"{row[0]}: {row[1]}" for row in NOT_FOUND])
def test_these_words_are_no_actor(language: str, text: str, words: str) -> None:
    assert [mention.text for mention in read(text, language) if words in mention.text] == []


def test_a_language_without_a_file_borrows_one() -> None:
    assert ("Vladimir Putin", "Vladimir Putin") in named("Vladimir Putin chegou ontem.", "pt")
    assert ("Владимир Путин", "Vladimir Putin") in named("Владимир Путин пристигна вчера.", "bg")


def test_mentions_stand_in_order_and_do_not_overlap() -> None:
    text = "Kremlin spokesman Dmitry Peskov said President Vladimir Putin met Kim Jong Un. Mr Putin thanked Kim."
    mentions = read(text, "en")
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
