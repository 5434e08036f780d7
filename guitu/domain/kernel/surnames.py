"""Surnames of two characters. A pair that begins with a common surname (梁丘, 段干) is left out."""

COMPOUND_SURNAMES = frozenset(
    """
    欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 端木 南宫 独孤 呼延 东方 轩辕 赫连
    澹台 闻人 万俟 公羊 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 亓官 颛孙 巫马
    公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 百里 东郭 南门 西门 东门 羊舌 微生 左丘 子车 公仪 公户
    第五 达奚 哥舒 完颜 耶律 纳兰 叶赫 贺兰 屈突 斛律 斛斯
    歐陽 司馬 諸葛 尉遲 公孫 長孫 東方 軒轅 赫連 澹臺 聞人 鍾離 鮮于
    """.split()  # noqa: SIM905 - a block of words is easier to check than eighty quoted ones
)
"""Compound surnames in simplified and, for the frequent ones, traditional characters."""
