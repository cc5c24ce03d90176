total = 0
for i in range(1, 1_000_001):
    skill = i % 8
    if skill == 1:
        total = total + 10
    elif skill == 2 and i > 500:
        total = total + 20
    elif skill == 3:
        total = total + 30
    elif skill == 4 or skill == 6:
        total = total + 40
    elif skill == 5:
        total = total + 50
    else:
        total = total + 1
    match skill:
        case 1 | 3:
            total = total + 2
        case 7:
            total = total - 1
        case _:
            total = total + 3
print(total)
